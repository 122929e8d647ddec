import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { acceptInvitation, resetPassword } from '@/api/sessions';
import { MainButton } from '@/components/main-button';
import { NewPasswordFields } from '@/components/new-password-fields';
import { TextField } from '@/components/text-field';
import { useNewPassword } from '@/components/use-new-password';
import { thisDevice } from '@/platform/device';
import { useSession } from '@/state/session';
import { useWords } from '@/words/use-words';
import { StepProblem } from './step-problem';
import type { Conversation } from './use-bind';

interface Props {
  conversation: Conversation;
  /** the token of an invitation link, '' when it is to be typed; without it a reset code is asked for */
  invitation?: string;
}

/** A code handed over by somebody, and the new password that it buys. */
export function ResetStep({ conversation, invitation }: Props) {
  const { t } = useWords();
  const school = useSession((session) => session.school);
  const invited = invitation !== undefined;
  const [number, setNumber] = useState('');
  const [code, setCode] = useState(invitation ?? '');
  const [asked, setAsked] = useState(false);
  const entry = useNewPassword();
  const submit = (): void => {
    setAsked(true);
    const newPassword = entry.accepted();
    if (!newPassword || !code.trim() || (!invited && !number.trim())) {
      return;
    }
    conversation.say(() =>
      invited
        ? acceptInvitation({ token: code.trim(), newPassword, device: thisDevice() })
        : resetPassword({
            schoolCode: school?.code ?? '',
            number: number.trim(),
            code: code.trim(),
            newPassword,
            device: thisDevice(),
          }),
    );
  };
  return (
    <View className="card">
      <Text className="title">{t(invited ? 'bind.inviteTitle' : 'bind.forgotHave')}</Text>
      {!invited && (
        <TextField
          id="number"
          label={t('bind.number')}
          value={number}
          onChange={setNumber}
          error={asked && !number.trim() ? t('bind.needNumber') : null}
        />
      )}
      <TextField
        id="code"
        label={t(invited ? 'bind.inviteLabel' : 'bind.resetCode')}
        value={code}
        onChange={setCode}
        maxLength={256}
        error={asked && !code.trim() ? t(invited ? 'bind.inviteNeed' : 'bind.resetNeed') : null}
      />
      <NewPasswordFields entry={entry} />
      <StepProblem conversation={conversation} />
      <MainButton busy={conversation.busy} onClick={submit}>
        {t('bind.resetSubmit')}
      </MainButton>
    </View>
  );
}
