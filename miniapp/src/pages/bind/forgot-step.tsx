import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { getSupport } from '@/api/support';
import { Halls } from '@/components/halls';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { TextButton } from '@/components/text-button';
import { useSession } from '@/state/session';
import { useWords } from '@/words/use-words';
import type { Conversation } from './use-bind';

/** Nobody resets a password from afar: where to go, and with what. */
export function ForgotStep({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  const code = useSession((session) => session.school?.code ?? '');
  const support = useQuery({ queryKey: ['support', code], queryFn: () => getSupport(code), enabled: code !== '' });
  return (
    <>
      <View className="card">
        <Text className="title">{t('bind.forgotTitle')}</Text>
        <Text className="weak">{t('bind.forgotText')}</Text>
        <MainButton onClick={() => conversation.go({ step: 'reset' })}>{t('bind.forgotHave')}</MainButton>
        <TextButton icon="back" onClick={() => conversation.go({ step: 'account' })}>
          {t('app.back')}
        </TextButton>
      </View>
      <Loaded query={support}>
        {({ halls, phone }) => <Halls title={t('bind.forgotHalls')} halls={halls} phone={phone} />}
      </Loaded>
    </>
  );
}
