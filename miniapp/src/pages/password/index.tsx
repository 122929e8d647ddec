import { Text, View } from '@tarojs/components';
import { MainButton } from '@/components/main-button';
import { NewPasswordFields } from '@/components/new-password-fields';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { TextField } from '@/components/text-field';
import { useWords } from '@/words/use-words';
import { usePassword } from './use-password';

export default function Password() {
  const { t } = useWords();
  const { entry, current, setCurrent, currentFault, changing, submit } = usePassword();
  return (
    <Page
      title={t('password.title')}
      action={
        <MainButton busy={changing.isPending} onClick={submit}>
          {t('password.submit')}
        </MainButton>
      }
    >
      <View className="card form">
        <Text className="weak">{t('password.note')}</Text>
        <TextField
          id="current-password"
          kind="password"
          label={t('password.current')}
          value={current}
          onChange={setCurrent}
          error={currentFault}
        />
        <NewPasswordFields entry={entry} />
        {changing.error && <ProblemPanel error={changing.error} />}
      </View>
    </Page>
  );
}
