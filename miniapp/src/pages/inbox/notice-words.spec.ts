import { NOTICE_KINDS, STATE_CHANGES, type NoticeParams } from '@shared/notice';
import { en } from '@/words/en';
import { zh } from '@/words/zh';
import { noticeWords } from './notice-words';

const changed = (params: NoticeParams) => ({
  id: 'notice-1',
  kind: 'state.changed' as const,
  params,
  createdAt: '2026-09-07T00:00:00Z',
  readAt: null,
});

describe.each([
  ['Chinese', zh],
  ['English', en],
])('a notice in %s', (_, book) => {
  it('has words for each kind', () => {
    expect(NOTICE_KINDS.filter((kind) => !book.inbox.kinds[kind].title)).toEqual([]);
  });

  it('of a changed account says what changed, a different word for each change', () => {
    const titles = STATE_CHANGES.map((what) => noticeWords(book, changed({ what })).title);
    expect(new Set(titles).size).toBe(STATE_CHANGES.length);
    expect(titles).not.toContain(book.inbox.kinds['state.changed'].title);
  });

  it('of a change that this version does not know still says that something changed', () => {
    const { title, text, action } = book.inbox.kinds['state.changed'];
    for (const params of [{ what: 'toString' }, { what: 'person.promoted' }, {}] as NoticeParams[]) {
      expect(noticeWords(book, changed(params))).toEqual({ title, text, action });
    }
  });
});

it('names role and presence as acts of an administrator, not of the card staff', () => {
  for (const what of ['role.grant', 'role.revoke', 'presence.on_campus']) {
    expect(noticeWords(en, changed({ what })).text).toMatch(/administrator/);
    expect(noticeWords(zh, changed({ what })).text).toMatch(/管理员/);
  }
});
