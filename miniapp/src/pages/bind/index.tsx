import { Skeleton } from '@nutui/nutui-react-taro';
import { Text, View } from '@tarojs/components';
import { Page } from '@/components/page';
import { useWords } from '@/words/use-words';
import { AccountStep } from './account-step';
import { CardStep } from './card-step';
import { EnrolStep } from './enrol-step';
import { ForgotStep } from './forgot-step';
import { PasswordStep } from './password-step';
import { ResetStep } from './reset-step';
import { SchoolStep } from './school-step';
import { StepProblem } from './step-problem';
import { TotpStep } from './totp-step';
import { useBind, type Conversation } from './use-bind';

export default function Bind() {
  const { t } = useWords();
  return (
    <Page title={t('bind.title')}>
      <CurrentStep conversation={useBind()} />
    </Page>
  );
}

function CurrentStep({ conversation }: { conversation: Conversation }) {
  const { step } = conversation;
  switch (step.step) {
    case 'platform':
      return <PlatformStep conversation={conversation} />;
    case 'school':
      return <SchoolStep conversation={conversation} />;
    case 'account':
    case 'bind':
      return <AccountStep conversation={conversation} />;
    case 'choose_card':
      return <CardStep conversation={conversation} ticket={step.ticket} cardCount={step.cardCount} />;
    case 'set_password':
      return <PasswordStep conversation={conversation} ticket={step.ticket} />;
    case 'enrol_totp':
      return <EnrolStep conversation={conversation} ticket={step.ticket} />;
    case 'totp':
      return <TotpStep conversation={conversation} ticket={step.ticket} />;
    case 'forgot':
      return <ForgotStep conversation={conversation} />;
    case 'reset':
      return <ResetStep conversation={conversation} />;
    case 'invitation':
      return <ResetStep conversation={conversation} invitation={step.token} />;
  }
}

function PlatformStep({ conversation }: { conversation: Conversation }) {
  const { t } = useWords();
  return (
    <View className="card">
      <Text className="title">{t('bind.platformWaiting')}</Text>
      {conversation.problem ? <StepProblem conversation={conversation} /> : <Skeleton rows={2} size="large" animated />}
    </View>
  );
}
