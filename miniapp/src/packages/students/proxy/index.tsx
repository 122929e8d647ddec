import { useQuery } from '@tanstack/react-query';
import Taro, { useRouter } from '@tarojs/taro';
import { getProxyForm, submitForPerson } from '@/api/follow-up';
import { CheckInEditor } from '@/check-in/check-in-editor';
import { FormGate } from '@/check-in/form-gate';
import { useWords } from '@/words/use-words';
import '../words/register';

export default function Proxy() {
  const { t } = useWords();
  const personId = useRouter().params.personId ?? '';
  const query = useQuery({
    queryKey: ['check-in-form', personId],
    queryFn: () => getProxyForm(personId),
    staleTime: Infinity,
    gcTime: 0,
  });
  const done = async (): Promise<void> => {
    await Taro.showToast({ title: t('proxy.done'), icon: 'success' });
    await Taro.navigateBack();
  };
  return (
    <FormGate title={t('proxy.title')} query={query}>
      {(form) => (
        <CheckInEditor
          title={t('proxy.title')}
          form={form}
          proxy
          send={(body, key) => submitForPerson(personId, body, key)}
          reload={() => void query.refetch()}
          onDone={() => void done()}
        />
      )}
    </FormGate>
  );
}
