import { useEffect, useRef, useState } from 'react';
import type { EvidenceChoice, ReturnDesk, ReturnDraft, ReturnView } from '@shared/return';
import { asProblem, type ProblemError } from '@/api/problem-error';
import { saveReturnDraft } from '@/api/returns';
import { dropReturnDraft, keepReturnDraft, readReturnDraft } from '@/returning/kept-draft';

const PAUSE_MS = 800;
const AGAIN_MS = 5000;

export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline';

/** A draft starts with what is known anyway. */
const startOf = (desk: ReturnDesk, application: ReturnView): ReturnDraft => {
  const { draft } = application;
  const offered = (id: string | null | undefined): boolean => desk.approvers.some(({ personId }) => personId === id);
  const approverId = draft.approverId ?? desk.preselectedApproverId;
  return {
    ...draft,
    campusId: draft.campusId ?? desk.homeCampusId,
    ...(approverId && offered(approverId) ? { approverId } : {}),
  };
};

/**
 * The application being filled in. Every change is on the phone at once and with the server a moment later;
 * changes on two phones at once are put to the person.
 */
export const useReturnDraft = (desk: ReturnDesk, application: ReturnView) => {
  const [kept] = useState(() => {
    const found = readReturnDraft(application.id);
    return found?.revision === application.revision ? found.draft : null;
  });
  const [draft, setDraft] = useState<ReturnDraft>(() => kept ?? startOf(desk, application));
  const [state, setState] = useState<SaveState>('saved');
  const [conflict, setConflict] = useState<ProblemError | null>(null);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const revision = useRef(application.revision);
  const latest = useRef(draft);
  const known = useRef(JSON.stringify(application.draft));
  // typed before the network came back
  const unsaved = useRef(kept !== null && JSON.stringify(kept) !== known.current);
  const saving = useRef<Promise<void> | null>(null);

  const save = async (): Promise<void> => {
    unsaved.current = false;
    setState('saving');
    try {
      const sent = latest.current;
      const saved = await saveReturnDraft(application.id, { draft: sent, revision: revision.current });
      revision.current = saved.revision;
      known.current = JSON.stringify(sent);
      keepReturnDraft(application.id, { draft: latest.current, revision: saved.revision });
      setProblem(null);
      setState('saved');
    } catch (error) {
      const refused = asProblem(error);
      unsaved.current = true;
      if (refused.code === 'RETURN_DRAFT_CHANGED') {
        setConflict(refused);
      } else if (refused.status > 0 && refused.status < 500) {
        setProblem(refused);
      }
      setState('offline');
      throw refused;
    }
  };
  /** One at a time: each needs the revision that the one before it left. */
  const flush = async (): Promise<void> => {
    await saving.current?.catch(() => undefined);
    if (unsaved.current) {
      saving.current = save();
      await saving.current;
    }
  };
  useEffect(() => {
    if (!unsaved.current || conflict) {
      return undefined;
    }
    const timer = setTimeout(() => void flush().catch(() => undefined), state === 'offline' ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, state, conflict]);

  const change = (part: Partial<ReturnDraft>): void => {
    latest.current = { ...latest.current, ...part };
    unsaved.current = true;
    keepReturnDraft(application.id, { draft: latest.current, revision: revision.current });
    setState('waiting');
    setDraft(latest.current);
  };

  return {
    draft,
    change,
    /** puts a photo into its slot, or takes it out; several may arrive at once */
    putEvidence: (slot: string, choice: EvidenceChoice | null): void => {
      const { [slot]: _before, ...others } = latest.current.evidence ?? {};
      change({ evidence: choice ? { ...others, [slot]: choice } : others });
    },
    state,
    problem,
    conflict,
    /** the draft of the other phone takes the place of this one */
    takeTheirs: (theirs: ReturnView): void => {
      revision.current = theirs.revision;
      latest.current = startOf(desk, theirs);
      known.current = JSON.stringify(theirs.draft);
      unsaved.current = false;
      dropReturnDraft(application.id);
      setDraft(latest.current);
      setConflict(null);
      setState('saved');
    },
    /** this draft takes the place of the other phone's */
    keepMine: (theirs: ReturnView): void => {
      revision.current = theirs.revision;
      unsaved.current = true;
      setConflict(null);
      setState('waiting');
    },
    /** what the server knows then is what is on the screen; @returns the revision to submit */
    settle: async (): Promise<number> => {
      await saving.current?.catch(() => undefined);
      unsaved.current ||= JSON.stringify(latest.current) !== known.current;
      await flush();
      return revision.current;
    },
    finish: (): void => dropReturnDraft(application.id),
  };
};

export type ReturnEditor = ReturnType<typeof useReturnDraft>;
