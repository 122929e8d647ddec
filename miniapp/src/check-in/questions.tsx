import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { CheckInForm } from '@shared/check-in';
import type { FieldHint } from '@shared/check-in-template';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import { useAnswerWords } from './answer-words';
import { useFaultWords } from './fault-words';
import { isRequired, propertyOf } from './form-rules';
import { Question } from './question';
import type { Editor } from './use-editor';

interface Props {
  form: CheckInForm;
  editor: Editor;
  /** show what is wrong: the person has tried to submit */
  asked: boolean;
}

/** Facts of last time as a short list, what must be answered as questions, the rest folded away. */
export function Questions({ form, editor, asked }: Props) {
  const { t } = useWords();
  const faultWords = useFaultWords();
  const [factsShown, showFacts] = useState(false);
  const [extrasShown, showExtras] = useState(false);
  const faultOf = (key: string) => editor.faults.find((fault) => fault.key === key);
  const isKeptFact = ({ key, prefill }: FieldHint): boolean =>
    !form.reported && prefill === 'fact' && form.prefill[key] !== undefined && !factsShown && !faultOf(key);
  const facts = editor.fields.filter(isKeptFact);
  const isExtra = ({ key, askWhen, prefill }: FieldHint): boolean =>
    !askWhen &&
    !(factsShown && prefill === 'fact' && form.prefill[key] !== undefined) &&
    propertyOf(form.template, key) !== undefined &&
    !isRequired(form.template, key) &&
    !faultOf(key);
  const others = editor.fields.filter((field) => !isKeptFact(field));
  const extras = others.filter(isExtra);
  const main = others.filter((field) => !isExtra(field));
  const questionOf = (field: FieldHint) => {
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
  };
  return (
    <>
      {facts.length > 0 && <Facts facts={facts} editor={editor} onEdit={() => showFacts(true)} />}
      <View className="card">
        <Text className="title">{t('checkIn.askedAnew')}</Text>
        {main.map(questionOf)}
      </View>
      {extras.length > 0 && (
        <View className="card">
          {extrasShown ? (
            extras.map(questionOf)
          ) : (
            <TextButton icon="edit" onClick={() => showExtras(true)}>
              {t('checkIn.extras', { count: extras.length })}
            </TextButton>
          )}
        </View>
      )}
    </>
  );
}

function Facts({ facts, editor, onEdit }: { facts: FieldHint[]; editor: Editor; onEdit: () => void }) {
  const { t } = useWords();
  const answerWords = useAnswerWords();
  return (
    <View className="card">
      <View className="row row--apart row--wrap">
        <Tag tone="info" icon="record">
          {t('checkIn.prefilledTitle')}
        </Tag>
        <TextButton icon="edit" onClick={onEdit}>
          {t('checkIn.edit')}
        </TextButton>
      </View>
      <Text className="weak">
        {facts.map((field) => answerWords(field, editor.entry.answers[field.key])).join(' · ')}
      </Text>
    </View>
  );
}
