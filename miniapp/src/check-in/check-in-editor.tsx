import { View } from '@tarojs/components';
import { useEffect } from 'react';
import type { CheckInForm, ReportReceipt, SubmitReport } from '@shared/check-in';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';
import { EditorNotices, SubmitProblem } from './editor-notices';
import { LateReason } from './late-reason';
import { LocationLine } from './location-line';
import { Questions } from './questions';
import { useEditor } from './use-editor';
import { useLocation } from './use-location';
import { scrollToField, useSubmission } from './use-submission';
import { WhoLine } from './who-line';

interface Props {
  title: string;
  form: CheckInForm;
  /** filled in by the counsellor for a person without a phone */
  proxy: boolean;
  send: (body: SubmitReport, idempotencyKey: string) => Promise<ReportReceipt>;
  reload: () => void;
  onDone: (receipt: ReportReceipt) => void;
}

/** The one form that applies now. */
export function CheckInEditor({ title, form, proxy, send, reload, onDone }: Props) {
  const { t } = useWords();
  const editor = useEditor(form);
  const { state, locate } = useLocation(!proxy);
  const { entry, change } = editor;
  const location = state.status === 'found' ? state.location : null;
  const noLocation = !proxy && !location && entry.noLocationReason.trim() === '';
  const noLateReason = form.timing === 'late' && entry.lateReason.trim() === '';
  const open = [
    ...editor.faults.map(({ key }) => key),
    ...(noLateReason ? ['late'] : []),
    ...(noLocation ? ['location'] : []),
  ];
  const sent = proxy ? { ...editor, entry: { ...entry, noLocationReason: t('checkIn.proxyReason') } } : editor;
  const firstNew = editor.added?.[0]?.key;
  useEffect(() => {
    if (firstNew) {
      scrollToField(firstNew);
    }
  }, [firstNew]);
  const { asked, busy, problem, submit } = useSubmission({ form, editor: sent, location, open, send, reload, onDone });
  return (
    <Page
      title={title}
      action={
        <>
          <Progress open={open.length} asked={asked} />
          <MainButton busy={busy} onClick={submit}>
            {t(form.reported ? 'checkIn.correctSubmit' : 'checkIn.submit')}
          </MainButton>
        </>
      }
    >
      <WhoLine form={form} proxy={proxy} />
      <EditorNotices form={form} editor={editor} />
      <Questions form={form} editor={editor} asked={asked} />
      {form.timing === 'late' && (
        <LateReason
          value={entry.lateReason}
          onChange={(lateReason) => change({ lateReason })}
          missing={asked && noLateReason}
        />
      )}
      {!proxy && (
        <LocationLine
          state={state}
          onLocate={locate}
          reason={entry.noLocationReason}
          onReason={(noLocationReason) => change({ noLocationReason })}
          missing={asked && noLocation}
        />
      )}
      <View id="field-problem">
        <SubmitProblem problem={problem} onRetry={submit} />
      </View>
    </Page>
  );
}

function Progress({ open, asked }: { open: number; asked: boolean }) {
  const { t } = useWords();
  return (
    <View className="action-bar__note">
      {open === 0 ? (
        <Tag tone="good" icon="done">
          {t('checkIn.ready')}
        </Tag>
      ) : (
        <Tag tone={asked ? 'danger' : 'info'} icon={asked ? 'warning' : 'edit'}>
          {t(asked ? 'checkIn.faults' : 'checkIn.progress', { count: open })}
        </Tag>
      )}
    </View>
  );
}
