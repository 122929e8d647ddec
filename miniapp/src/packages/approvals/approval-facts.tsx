import { Text, View } from '@tarojs/components';
import type { ApprovalFact, TriageReason } from '@shared/approval';
import type { Language } from '@shared/bilingual';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { en } from './words/en';
import { zh } from './words/zh';

const LABELS: Record<Language, Record<string, string>> = { zh: zh.approvals.facts, en: en.approvals.facts };

/** A fact as words, with its label by its key; an answer carries its question in its words. */
export const useFactWords = (): ((fact: ApprovalFact) => { label: string; words: string }) => {
  const { t, pick, language } = useWords();
  const { at, span } = useCampusTime();
  return (fact) => {
    const label = LABELS[language][fact.key] ?? '';
    switch (fact.type) {
      case 'text':
        return { label, words: fact.value };
      case 'words':
        return { label, words: pick(fact.value) };
      case 'instant':
        return { label, words: at(fact.value) };
      case 'span':
        return { label, words: span(fact.from, fact.until) };
      case 'flag':
        return { label, words: t(fact.value ? 'checkIn.yes' : 'checkIn.no') };
    }
  };
};

/** @param before facts of the version before: what differs is marked */
export function ApprovalFacts({ facts, before }: { facts: ApprovalFact[]; before?: ApprovalFact[] }) {
  const { t } = useWords();
  const wordsOf = useFactWords();
  const nameOf = (fact: ApprovalFact): string => `${fact.key} ${wordsOf(fact).words}`;
  const earlier = before && new Set(before.map(nameOf));
  return (
    <View>
      {facts.map((fact) => {
        const { label, words } = wordsOf(fact);
        return (
          <View key={nameOf(fact)} className="fact fact--line">
            <View className="fact__body">
              {label && <Text className="field__hint">{label}</Text>}
              <Text>{words}</Text>
            </View>
            {earlier && !earlier.has(nameOf(fact)) && (
              <Tag tone="info" icon="edit">
                {t('report.changed')}
              </Tag>
            )}
          </View>
        );
      })}
    </View>
  );
}

/** Why a request needs a look. */
export function TriageReasons({ reasons }: { reasons: TriageReason[] }) {
  const { t } = useWords();
  if (reasons.length === 0) {
    return null;
  }
  return (
    <View className="row row--wrap">
      {reasons.map((reason) => (
        <Tag key={reason} tone="warn" icon="eye">
          {t(`approvals.triageReasons.${reason}`)}
        </Tag>
      ))}
    </View>
  );
}
