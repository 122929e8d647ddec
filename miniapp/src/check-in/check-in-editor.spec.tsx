import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { forgetEverything, visited } from '../../test/stubs/taro';
import { formOf, TEMPLATE } from '../../test/sample-form';
import '@/words/i18n';
import { ProblemError } from '@/api/problem-error';
import { queryClient } from '@/state/query-client';
import { CheckInEditor } from './check-in-editor';

type Props = Parameters<typeof CheckInEditor>[0];
const receipt = { reportId: 'report-1' } as Awaited<ReturnType<Props['send']>>;

const editor = (part: Partial<Props> = {}) => {
  const send = jest.fn<ReturnType<Props['send']>, Parameters<Props['send']>>(() => Promise.resolve(receipt));
  const props: Props = {
    title: '打卡',
    form: formOf(),
    proxy: false,
    send,
    reload: jest.fn(),
    onDone: jest.fn(),
    ...part,
  };
  const page = (shown: Props) => (
    <QueryClientProvider client={queryClient}>
      <CheckInEditor {...shown} />
    </QueryClientProvider>
  );
  const view = render(page(props));
  return { ...props, ...view, show: (next: Partial<Props>) => view.rerender(page({ ...props, ...next })) };
};
const type = (label: string, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });
const tap = (words: string | RegExp): void => void fireEvent.click(screen.getByText(words));
const answerWell = (): void => {
  type('体温', '365');
  tap('无症状');
  tap('我已知晓');
  tap('不方便提供');
};

beforeEach(forgetEverything);

describe('the check-in form', () => {
  it('is sent by who is well in five taps, with facts of last time and a reason for no location', async () => {
    const { send, onDone } = editor();
    answerWell();
    tap('提交打卡');
    await waitFor(() => expect(onDone).toHaveBeenCalledWith(receipt));
    expect(send).toHaveBeenCalledWith(
      {
        windowId: 'window-1',
        day: '2026-09-01',
        templateId: 'template-1',
        formTicket: 'ticket-1',
        answers: { temperature: 365, symptoms: ['none'], phone: '12000000001', acknowledged: true },
        noLocationReason: '不方便提供',
      },
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    );
  });

  it('sends nothing while something is missing, counts it and goes to the first', () => {
    const { send } = editor();
    type('体温', '20');
    tap('提交打卡');
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByText('有 4 处要改')).toBeTruthy();
    expect(screen.getByText('体温应在 34.0 到 43.0 之间')).toBeTruthy();
    expect(visited).toEqual(['#field-temperature']);
  });

  it('clears every symptom when none is chosen', () => {
    editor();
    tap('咳嗽');
    tap('无症状');
    const checked = screen.getAllByRole('checkbox').filter((chip) => chip.getAttribute('aria-checked') === 'true');
    expect(checked.map((chip) => chip.textContent)).toEqual(['无症状']);
  });

  it('asks for a reason when it is late', () => {
    const { send } = editor({ form: formOf({ timing: 'late' }) });
    answerWell();
    tap('提交打卡');
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByText('请说明补报原因')).toBeTruthy();
  });

  it('offers what was left unfinished, and fills it in on request', () => {
    const first = editor();
    type('体温', '368');
    first.unmount();
    editor();
    expect(screen.getByLabelText<HTMLInputElement>('体温').value).toBe('');
    tap('接着填');
    expect(screen.getByLabelText<HTMLInputElement>('体温').value).toBe('36.8');
  });

  it('shows the draft of one person to nobody else', () => {
    const first = editor();
    type('体温', '368');
    first.unmount();
    editor({ form: formOf({ person: { ...formOf().person, number: '990002' } }) });
    expect(screen.queryByText('接着填')).toBeNull();
  });

  it('keeps the answers and names the new question when the form has changed', async () => {
    const reload = jest.fn();
    const send = () => Promise.reject(new ProblemError({ code: 'TEMPLATE_OUTDATED', status: 409 }));
    const { show } = editor({ send, reload });
    answerWell();
    tap('提交打卡');
    await waitFor(() => expect(reload).toHaveBeenCalled());
    const sleep = {
      key: 'sleep',
      label: { zh: '睡得好吗', en: 'Sleep' },
      widget: 'text' as const,
      prefill: 'never' as const,
    };
    const schema = {
      ...TEMPLATE.schema,
      properties: { ...(TEMPLATE.schema.properties as object), sleep: { type: 'string' } },
    };
    act(() =>
      show({
        form: formOf({
          templateId: 'template-2',
          template: { ...TEMPLATE, schema, fields: [...TEMPLATE.fields, sleep] },
        }),
      }),
    );
    expect(screen.getByText(/新增的问题：「睡得好吗」/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('体温').value).toBe('365');
  });

  it('marks the field that the server refused', async () => {
    const send = () =>
      Promise.reject(
        new ProblemError({
          code: 'ANSWERS_INVALID',
          status: 422,
          fields: [{ path: '/answers/symptoms', rule: 'maxItems', limit: 2 }],
        }),
      );
    editor({ send });
    answerWell();
    tap('提交打卡');
    expect(await screen.findByText('最多选 2 项')).toBeTruthy();
  });

  it('sends the same key again when nobody answered', async () => {
    const keys: string[] = [];
    const send: Props['send'] = (_body, key) => {
      keys.push(key);
      return keys.length === 1
        ? Promise.reject(new ProblemError({ code: 'TIMED_OUT', status: 0 }))
        : Promise.resolve(receipt);
    };
    const { onDone } = editor({ send });
    answerWell();
    tap('提交打卡');
    await screen.findByText('等得有点久');
    tap('提交打卡');
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(keys[1]).toBe(keys[0]);
  });

  it('names itself a report on behalf and needs no location then', async () => {
    const { send } = editor({ proxy: true });
    expect(screen.getByText('代 张小满 打卡')).toBeTruthy();
    type('体温', '365');
    tap('无症状');
    tap('我已知晓');
    tap('提交打卡');
    await waitFor(() =>
      expect(send).toHaveBeenCalledWith(
        expect.objectContaining({ noLocationReason: '由辅导员代报' }),
        expect.any(String),
      ),
    );
  });
});
