import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { bindCard, signIn } from '@/api/sessions';
import { MainButton } from '@/components/main-button';
import { TextButton } from '@/components/text-button';
import { TextField } from '@/components/text-field';
import { thisDevice } from '@/platform/device';
import { useSession } from '@/state/session';
import { useWords } from '@/words/use-words';
import { StepProblem } from './step-problem';
import type { Conversation } from './use-bind';

export function AccountStep({ conversation }: { conversation: Conversation }) {
  const { t, pick } = useWords();
  const school = useSession((session) => session.school);
  const [number, setNumber] = useState('');
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const submit = (): void => {
    setAsked(true);
    if (!number.trim() || !password || !school) {
      return;
    }
    const account = { schoolCode: school.code, number: number.trim(), password };
    const { platformTicket } = conversation;
    conversation.say(() =>
      platformTicket ? bindCard({ ticket: platformTicket, ...account }) : signIn({ ...account, device: thisDevice() }),
    );
  };
  return (
    <View className="card">
      <Text className="title">{t('bind.accountTitle')}</Text>
      <View className="row row--apart">
        <Text className="strong">{school ? pick(school.name) : ''}</Text>
        <TextButton onClick={() => conversation.go({ step: 'school' })}>{t('bind.schoolChange')}</TextButton>
      </View>
      <TextField
        id="number"
        label={t('bind.number')}
        hint={t('bind.numberHint')}
        value={number}
        onChange={setNumber}
        error={asked && !number.trim() ? t('bind.needNumber') : null}
      />
      <TextField
        id="password"
        kind="password"
        label={t('bind.password')}
        hint={t('bind.passwordHint')}
        value={password}
        onChange={setPassword}
        error={asked && !password ? t('bind.needPassword') : null}
      />
      <StepProblem conversation={conversation} />
      <MainButton busy={conversation.busy} onClick={submit}>
        {t('bind.submit')}
      </MainButton>
      <View className="row row--apart row--wrap">
        <TextButton onClick={() => conversation.go({ step: 'forgot' })}>{t('bind.forgot')}</TextButton>
        <TextButton onClick={() => conversation.go({ step: 'invitation', token: '' })}>
          {t('bind.invitation')}
        </TextButton>
      </View>
      <Text className="hint">{t('bind.staffHint')}</Text>
    </View>
  );
}
