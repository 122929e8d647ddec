import { useEffect, useState } from 'react';
import type { Answers, CheckInForm } from '@shared/check-in';
import type { FieldHint } from '@shared/check-in-template';
import type { FieldFault } from '@shared/errors';
import { draftKey, dropDraft, keepDraft, readDraft, type Draft } from './draft';
import { addedFields, answersUnder, askedFields, faultsOf, startingAnswers } from './form-rules';
import type { SchemaFault } from './schema';

const emptyDraft = (form: CheckInForm): Draft => ({
  answers: startingAnswers(form.template, form.prefill, form.reported?.answers ?? null),
  lateReason: '',
  noLocationReason: '',
});

/** The field that a server's fault is about: '/answers/temperature' and '/temperature' both mean temperature. */
export const keyOfFault = ({ path }: FieldFault): string =>
  path.split('/').filter((step) => step !== '' && step !== 'answers')[0] ?? path;

const faultByServer = (fault: FieldFault): SchemaFault => ({
  key: keyOfFault(fault),
  rule: fault.rule,
  limit: fault.limit,
});

/** The report being filled in: what is asked, what is answered, what is wrong, and the draft of it. */
export const useEditor = (form: CheckInForm) => {
  const { template } = form;
  const store = draftKey(form.person.number, form.window.id, form.day);
  const [entry, setEntry] = useState<Draft>(() => emptyDraft(form));
  const [touched, setTouched] = useState(false);
  const [offered, setOffered] = useState<Draft | null>(() => readDraft(store));
  const [byServer, setByServer] = useState<SchemaFault[]>([]);
  const [known, setKnown] = useState(template);
  const [added, setAdded] = useState<FieldHint[] | null>(null);
  useEffect(() => {
    if (touched) {
      keepDraft(store, entry);
    }
  }, [entry, touched]);
  useEffect(() => {
    if (template === known) {
      return;
    }
    setAdded(addedFields(known, template));
    setKnown(template);
    setEntry((before) => ({ ...before, answers: answersUnder(template, before.answers) }));
  }, [template]);

  const change = (part: Partial<Draft>): void => {
    setTouched(true);
    setEntry((before) => ({ ...before, ...part }));
  };
  const answer = (key: string, value: Answers[string] | undefined): void => {
    setTouched(true);
    setByServer((faults) => faults.filter((fault) => fault.key !== key));
    setEntry((before) => {
      const { [key]: _before, ...others } = before.answers;
      return { ...before, answers: value === undefined ? others : { ...others, [key]: value } };
    });
  };
  const placeOf = ({ key }: SchemaFault): number => template.fields.findIndex((field) => field.key === key);
  const faults = [...faultsOf(template, entry.answers), ...byServer].sort(
    (one, other) => placeOf(one) - placeOf(other),
  );
  return {
    entry,
    fields: askedFields(template, entry.answers),
    /** in the order of the page */
    faults,
    answer,
    change,
    /** fields that came with a newer version of the form, when one arrived meanwhile */
    added,
    refuse: (faults: FieldFault[]): void => setByServer(faults.map(faultByServer)),
    offered,
    takeDraft: (): void => {
      if (offered) {
        change({ ...offered, answers: answersUnder(template, offered.answers) });
      }
      setOffered(null);
    },
    dropOffer: (): void => {
      if (!touched) {
        dropDraft(store);
      }
      setOffered(null);
    },
    finish: (): void => dropDraft(store),
  };
};

export type Editor = ReturnType<typeof useEditor>;
