import type { ApprovalFact } from '@shared/approval';
import type { Bilingual } from '@shared/bilingual';
import type { Answers } from '@shared/check-in';
import type { FieldHint, TemplateBody } from '@shared/check-in-template';
import type { RETURN_FACTS, ReturnDraft, Transport } from '@shared/return';

type FactKey = (typeof RETURN_FACTS)[number];

const TRANSPORT_WORDS: Record<Transport, Bilingual> = {
  train: { zh: '火车', en: 'Train' },
  plane: { zh: '飞机', en: 'Plane' },
  coach: { zh: '客车', en: 'Coach' },
  car: { zh: '自驾', en: 'Car' },
  other: { zh: '其他', en: 'Other' },
};

const text = (key: FactKey, value: string | undefined): ApprovalFact[] =>
  value === undefined ? [] : [{ key, type: 'text', value }];
const words = (key: FactKey, value: Bilingual | undefined): ApprovalFact[] =>
  value === undefined ? [] : [{ key, type: 'words', value }];

/** What tells applications apart in the inbox. */
export const inboxFacts = ({ returnsAt, origin }: ReturnDraft, campus: Bilingual | undefined): ApprovalFact[] => [
  ...(returnsAt === undefined ? [] : [{ key: 'returnsAt', type: 'instant', value: returnsAt } as const]),
  ...words('campus', campus),
  ...text('origin', origin),
];

/** Everything that was handed in, but for the photos. */
export const allFacts = (content: ReturnDraft, campus: Bilingual | undefined, form: TemplateBody): ApprovalFact[] => [
  ...inboxFacts(content, campus),
  ...words('transport', content.transport && TRANSPORT_WORDS[content.transport]),
  ...text('transportNumber', content.transportNumber),
  ...text('seat', content.seat),
  ...form.fields.flatMap((field) => {
    const said = answerWords(field, content.answers?.[field.key]);
    return words(
      'answer',
      said && { zh: line(field.label.zh, said.zh, '：'), en: line(field.label.en, said.en, ': ') },
    );
  }),
];

/** A question mark needs no colon after it. */
const line = (question: string, answer: string, colon: string): string =>
  `${question}${/[?？]$/.test(question) ? ' ' : colon}${answer}`;

/** An answer as the form says it; null where nothing was answered. */
const answerWords = (
  { widget, options = [] }: FieldHint,
  answer: Answers[string] | undefined,
): Bilingual | undefined => {
  if (answer === undefined) {
    return undefined;
  }
  if (widget === 'temperature' && typeof answer === 'number') {
    const degrees = `${(answer / 10).toFixed(1)} ℃`;
    return { zh: degrees, en: degrees };
  }
  const labels = [answer].flat().map((value) => {
    const plain = String(value);
    return options.find((option) => option.value === value)?.label ?? { zh: plain, en: plain };
  });
  return { zh: labels.map(({ zh }) => zh).join('、'), en: labels.map(({ en }) => en).join(', ') };
};
