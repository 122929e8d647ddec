import type { NoticeView } from '@shared/notice';
import type { Words } from '@/words/zh';

interface NoticeWords {
  title: string;
  text: string;
  action: string;
}

/** The words of a notice; a changed account is told by what changed. */
export const noticeWords = ({ inbox }: Words, { kind, params }: NoticeView): NoticeWords => {
  const changes: Partial<Record<string, Omit<NoticeWords, 'action'>>> = inbox.changes;
  return { ...inbox.kinds[kind], ...(kind === 'state.changed' ? changes[String(params.what)] : undefined) };
};
