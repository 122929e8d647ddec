import { Text, View } from '@tarojs/components';
import { setPassword } from '@/api/sessions';
import { MainButton } from '@/components/main-button';
import { NewPasswordFields } from '@/components/new-password-fields';
import { useNewPassword } from '@/components/use-new-password';
import { useWords } from '@/words/use-words';
import { StepProblem } from './step-problem';
import type { Conversation } from './use-bind';

export function PasswordStep({ conversation, ticket }: { conversation: Conversation; ticket: string }) {
  const { t } = useWords();
  const entry = useNewPassword();
  const submit = (): void => {
    const newPassword = entry.accepted();
    if (newPassword) {
      conversation.say(() => setPassword({ ticket, newPassword }));
    }
  };
  return (
    <View className="card">
      <Text className="title">{t('bind.passwordTitle')}</Text>
      <Text className="weak">{t('bind.passwordText')}</Text>
      <NewPasswordFields entry={entry} />
      <StepProblem conversation={conversation} />
      <MainButton busy={conversation.busy} onClick={submit}>
        {t('bind.passwordSubmit')}
      </MainButton>
    </View>
  );
}
