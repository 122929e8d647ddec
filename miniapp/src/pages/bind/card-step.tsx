import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { chooseCard } from '@/api/sessions';
import { MainButton } from '@/components/main-button';
import { TextField } from '@/components/text-field';
import { useWords } from '@/words/use-words';
import { StepProblem } from './step-problem';
import type { Conversation } from './use-bind';

interface Props {
  conversation: Conversation;
  ticket: string;
  cardCount: number;
}

export function CardStep({ conversation, ticket, cardCount }: Props) {
  const { t } = useWords();
  const [lastFour, setLastFour] = useState('');
  const [asked, setAsked] = useState(false);
  const complete = /^\d{4}$/.test(lastFour);
  return (
    <View className="card">
      <Text className="title">{t('bind.cardTitle', { count: cardCount })}</Text>
      <Text className="weak">{t('bind.cardText')}</Text>
      <TextField
        id="last-four"
        kind="number"
        maxLength={4}
        label={t('bind.cardLabel')}
        value={lastFour}
        onChange={setLastFour}
        error={asked && !complete ? t('bind.cardNeed') : null}
      />
      <StepProblem conversation={conversation} />
      <MainButton
        busy={conversation.busy}
        onClick={() => {
          setAsked(true);
          if (complete) {
            conversation.say(() => chooseCard({ ticket, lastFour }));
          }
        }}
      >
        {t('bind.cardSubmit')}
      </MainButton>
    </View>
  );
}
