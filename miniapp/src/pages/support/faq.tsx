import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { FaqEntry } from '@shared/support';
import { Icon } from '@/components/icon';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import { faqFor } from './use-support';

interface Props {
  faq: FaqEntry[];
  code: string | undefined;
}

/** What answers the error that led here. */
export function SeenFaq({ faq, code }: Props) {
  const { t } = useWords();
  const { seen } = faqFor(faq, code);
  return seen.length > 0 ? (
    <View className="card">
      <Text className="title">{t('support.seen')}</Text>
      {seen.map((entry) => (
        <Entry key={entry.key} entry={entry} openAtFirst />
      ))}
    </View>
  ) : null;
}

const AT_FIRST = 6;

/** The rest, a few at first: halls and phone stand below. */
export function OtherFaq({ faq, code }: Props) {
  const { t } = useWords();
  const [all, showAll] = useState(false);
  const { others } = faqFor(faq, code);
  const hidesSome = !all && others.length > AT_FIRST;
  return (
    <View className="card">
      <Text className="title">{t('support.faq')}</Text>
      {faq.length === 0 && <Text className="weak">{t('support.faqNone')}</Text>}
      {(hidesSome ? others.slice(0, AT_FIRST) : others).map((entry) => (
        <Entry key={entry.key} entry={entry} openAtFirst={false} />
      ))}
      {hidesSome && (
        <TextButton icon="down" onClick={() => showAll(true)}>
          {t('support.faqAll', { count: others.length })}
        </TextButton>
      )}
    </View>
  );
}

function Entry({ entry, openAtFirst }: { entry: FaqEntry; openAtFirst: boolean }) {
  const { pick } = useWords();
  const [open, setOpen] = useState(openAtFirst);
  return (
    <View className="faq">
      <View className="faq__question" ariaRole="button" ariaLabel={pick(entry.question)} onClick={() => setOpen(!open)}>
        <Text className="strong">{pick(entry.question)}</Text>
        <Icon name={open ? 'minus' : 'forward'} size={16} />
      </View>
      {open && <Text className="faq__answer">{pick(entry.answer)}</Text>}
    </View>
  );
}
