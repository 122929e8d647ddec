import { Text, View } from '@tarojs/components';
import type { ReturnDesk, ReturnDraft } from '@shared/return';
import { useAnswerWords } from '@/check-in/answer-words';
import { askedFields } from '@/check-in/form-rules';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

export interface Fact {
  key: string;
  label: string;
  words: string;
  /** different from the version before */
  changed?: boolean;
}

/** An application as lines to read: the journey, the answers, the papers, the approver. */
export const useDraftFacts = (desk: ReturnDesk): ((draft: ReturnDraft) => Fact[]) => {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const answerWords = useAnswerWords();
  return (draft) => {
    const campus = desk.campuses.find(({ id }) => id === draft.campusId);
    const approver = desk.approvers.find(({ personId }) => personId === draft.approverId);
    const answers = draft.answers ?? {};
    const by = [
      draft.transport ? t(`returning.transports.${draft.transport}`) : '',
      draft.transportNumber,
      draft.seat,
    ].filter(Boolean);
    return [
      {
        key: 'returnsAt',
        label: t('returning.returnsAt'),
        words: draft.returnsAt ? at(draft.returnsAt) : t('app.none'),
      },
      { key: 'campusId', label: t('returning.campus'), words: campus ? pick(campus.name) : t('app.none') },
      { key: 'transport', label: t('returning.transport'), words: by.join(' · ') || t('app.none') },
      { key: 'origin', label: t('returning.origin'), words: draft.origin ?? t('app.none') },
      ...askedFields(desk.template, answers)
        .filter(({ key }) => answers[key] !== undefined)
        .map((field) => ({
          key: `answers.${field.key}`,
          label: pick(field.label),
          words: answerWords(field, answers[field.key]),
        })),
      ...desk.slots.map(({ key, title, papers }) => {
        const choice = draft.evidence?.[key];
        const paper = papers.find((one) => one.key === choice?.paper);
        const given = paper ? pick(paper.label) : t('returning.photoGiven');
        return { key: `evidence.${key}`, label: pick(title), words: choice ? given : t('app.none') };
      }),
      ...(approver ? [{ key: 'approverId', label: t('returning.approver'), words: approver.name }] : []),
    ];
  };
};

export function Facts({ facts }: { facts: Fact[] }) {
  const { t } = useWords();
  return (
    <View>
      {facts.map(({ key, label, words, changed }) => (
        <View key={key} className="fact fact--line">
          <View className="fact__body">
            <Text className="field__hint">{label}</Text>
            <Text>{words}</Text>
          </View>
          {changed && (
            <Tag tone="info" icon="edit">
              {t('report.changed')}
            </Tag>
          )}
        </View>
      ))}
    </View>
  );
}
