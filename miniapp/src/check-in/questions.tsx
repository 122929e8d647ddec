import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { CheckInForm } from '@shared/check-in';
import type { FieldHint } from '@shared/check-in-template';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import { useAnswerWords } from './answer-words';
import { useFaultWords } from './fault-words';
import { Question } from './question';
import type { Editor } from './use-editor';

interface Props {
  form: CheckInForm;
  editor: Editor;
  /** show what is wrong: the person has tried to submit */
  asked: boolean;
}

/** Facts of last time as a short list, everything else as questions. */
export function Questions({ form, editor, asked }: Props) {
  const { t } = useWords();
  const faultWords = useFaultWords();
  const [opened, setOpened] = useState<string[]>([]);
  const faultOf = (key: string) => editor.faults.find((fault) => fault.key === key);
  const isKeptFact = ({ key, prefill }: FieldHint): boolean =>
    !form.reported && prefill === 'fact' && form.prefill[key] !== undefined && !opened.includes(key) && !faultOf(key);
  const facts = editor.fields.filter(isKeptFact);
  const questions = editor.fields.filter((field) => !isKeptFact(field));
  return (
    <>
      {facts.length > 0 && <Facts facts={facts} editor={editor} onEdit={(key) => setOpened([...opened, key])} />}
      <View className="card">
        <Text className="title">{t('checkIn.askedAnew')}</Text>
        {questions.map((field) => {
          const fault = faultOf(field.key);
          return (
            <Question
              key={field.key}
              template={form.template}
              field={field}
              value={editor.entry.answers[field.key]}
              error={asked && fault ? faultWords(field, fault) : null}
              isNew={editor.added?.some(({ key }) => key === field.key) ?? false}
              onChange={(value) => editor.answer(field.key, value)}
            />
          );
        })}
      </View>
    </>
  );
}

function Facts({ facts, editor, onEdit }: { facts: FieldHint[]; editor: Editor; onEdit: (key: string) => void }) {
  const { t, pick } = useWords();
  const answerWords = useAnswerWords();
  return (
    <View className="card">
      <View className="row row--apart row--wrap">
        <Text className="title">{t('checkIn.prefilledTitle')}</Text>
        <Tag tone="info" icon="record">
          {t('checkIn.prefilled')}
        </Tag>
      </View>
      {facts.map((field) => (
        <View key={field.key} id={`field-${field.key}`} className="row row--apart fact">
          <View className="fact__body">
            <Text className="field__hint">{pick(field.label)}</Text>
            <Text>{answerWords(field, editor.entry.answers[field.key])}</Text>
          </View>
          <TextButton onClick={() => onEdit(field.key)}>{t('checkIn.edit')}</TextButton>
        </View>
      ))}
    </View>
  );
}
