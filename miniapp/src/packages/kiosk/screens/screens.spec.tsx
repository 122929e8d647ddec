import { fireEvent, render, screen } from '@testing-library/react';
import type { Judgement } from '@shared/device/gatekeeper';
import { VERDICT_WORDS, VERDICTS, type Verdict } from '@shared/verdict';
import type { ServiceState } from '../service';
import { CameraPanel } from './camera-panel';
import { EndedScreen } from './ended-screen';
import { EnrolScreen } from './enrol-screen';
import { NumberScreen } from './number-screen';
import { StateLine } from './state-line';
import { TemperatureScreen } from './temperature-screen';
import { VerdictScreen } from './verdict-screen';

const judgement = (verdict: Verdict, wish: Partial<Judgement> = {}): Judgement => ({
  ...{ verdict, admitted: verdict === 'admitted', words: VERDICT_WORDS[verdict], direction: 'in' },
  ...{ maskedName: '王*', photo: null, keptUntil: null, by: 'server' },
  ...wish,
});
const tap = (...names: (string | RegExp)[]): void =>
  names.forEach((name) => fireEvent.click(screen.getByRole('button', { name })));
const nothing = (): void => undefined;

describe('the verdict', () => {
  it.each(VERDICTS)('of %s is said in both languages, with a sign of its tone', (verdict) => {
    const { container } = render(<VerdictScreen judgement={judgement(verdict)} photo={null} onDismiss={nothing} />);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain(VERDICT_WORDS[verdict].title.zh);
    expect(alert.textContent).toContain(VERDICT_WORDS[verdict].title.en);
    expect(alert.textContent).toContain(VERDICT_WORDS[verdict].next.en);
    expect(container.querySelector('.sign')?.getAttribute('data-tone')).toBeTruthy();
  });

  it('looks like a refusal for everything but the two that are none', () => {
    const toned = VERDICTS.filter((verdict) => {
      const { container, unmount } = render(
        <VerdictScreen judgement={judgement(verdict)} photo={null} onDismiss={nothing} />,
      );
      const isRefusal = container.querySelector('.verdict--warn, .verdict--danger') !== null;
      unmount();
      return !isRefusal;
    });
    expect(toned).toEqual(['admitted', 'measure_now']);
  });

  it('shows the keeper the photo where there is one, and who it is, masked', () => {
    render(<VerdictScreen judgement={judgement('admitted')} photo="blob:face" onDismiss={nothing} />);
    expect(screen.getByRole('img').getAttribute('src')).toBe('blob:face');
    expect(screen.getByText('王*')).toBeTruthy();
  });
});

describe('a device that serves nobody any more', () => {
  it.each([
    ['revoked', [/Enrol again/]],
    ['superseded', [/Try again/]],
    ['unknown', [/Try again/, /Enrol again/]],
  ] as const)('and was %s says what to do, and leads there', (why, ways) => {
    const [onRetry, onEnrol] = [jest.fn(), jest.fn()];
    render(<EndedScreen why={why} onRetry={onRetry} onEnrol={onEnrol} />);
    expect(screen.getByRole('alert').textContent).not.toMatch(/TERMINAL_/);
    tap(...ways);
    expect(screen.getAllByRole('button')).toHaveLength(ways.length);
    expect(onRetry.mock.calls.length + onEnrol.mock.calls.length).toBe(ways.length);
  });
});

describe('the temperature keypad', () => {
  const open = (onMeasured = jest.fn(() => true)) => {
    render(
      <TemperatureScreen
        judgement={judgement('measure_now')}
        photo={null}
        until={performance.now() + 30_000}
        onMeasured={onMeasured}
        onCancel={nothing}
      />,
    );
    return onMeasured;
  };

  it('reads three digits as degrees with one decimal', () => {
    const onMeasured = open();
    tap('3', '6', '5');
    expect(screen.getByText('36.5')).toBeTruthy();
    tap(/OK/);
    expect(onMeasured).toHaveBeenCalledWith(365);
  });

  it('takes no fourth digit, and erases', () => {
    const onMeasured = open();
    tap('3', '6', '5', '9', /Erase/, '6', /OK/);
    expect(onMeasured).toHaveBeenCalledWith(366);
  });

  it('sends nothing before all three are there', () => {
    const onMeasured = open();
    tap('3', '6', /OK/);
    expect(onMeasured).not.toHaveBeenCalled();
  });

  it('asks to measure again what no body can have', () => {
    open(jest.fn(() => false));
    tap('2', '0', '0', /OK/);
    expect(screen.getByText(/measure again/)).toBeTruthy();
    expect(screen.getByText('––.–')).toBeTruthy();
  });

  it('can be typed on a keyboard', () => {
    const onMeasured = open();
    for (const key of ['3', 'x', '8', '1', 'Backspace', '0', 'Enter']) {
      fireEvent.keyDown(window, { key });
    }
    expect(onMeasured).toHaveBeenCalledWith(380);
  });
});

describe('the number keypad', () => {
  const open = (directions: ('in' | 'out')[], isCodeNeeded = false) => {
    const onNumber = jest.fn();
    render(<NumberScreen directions={directions} isCodeNeeded={isCodeNeeded} onNumber={onNumber} onClose={nothing} />);
    return onNumber;
  };

  it('asks which way where the gate has both', () => {
    const onNumber = open(['in', 'out']);
    tap('7', '0', /OK/);
    expect(onNumber).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('radio', { name: /出/ }));
    tap(/OK/);
    expect(onNumber).toHaveBeenCalledWith('70', 'out');
  });

  it('does not ask where there is one way', () => {
    const onNumber = open(['in']);
    expect(screen.queryByRole('radio')).toBeNull();
    for (const key of ['G', '2', '3', 'Enter']) {
      fireEvent.keyDown(window, { key });
    }
    expect(onNumber).toHaveBeenCalledWith('G23', 'in');
  });

  it('says at the door of a venue without network that a code is needed, on the way in', () => {
    open(['in', 'out'], true);
    expect(screen.getByText(/only the code of a booking/)).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: /出/ }));
    expect(screen.queryByText(/only the code of a booking/)).toBeNull();
  });
});

describe('the state line', () => {
  const state = (wish: Partial<ServiceState> = {}): ServiceState => ({
    ...{ screen: { is: 'ready' }, online: true, lastSyncAt: new Date(2026, 8, 1, 10, 32), offsetMs: 200, waiting: 0 },
    ...{ lane: null, photo: null, now: new Date(2026, 8, 1, 10, 33) },
    gate: {
      ...{ id: 'gate', code: 'n2', name: { zh: '北门', en: 'North gate' }, directions: ['in', 'out'] },
      ...{ antiPassback: 'off', needsTemporaryPass: false, needsBooking: false },
    },
    ...wish,
  });

  it('says how the device stands', () => {
    render(<StateLine state={state()} onSettings={nothing} />);
    for (const words of ['北门', 'Online', 'Synced 10:32', 'Clock +0.2 s']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(screen.queryByText(/waiting/)).toBeNull();
  });

  it('says on which campus and in which building it stands, once it knows', () => {
    const place = { campus: { zh: '新城校区', en: 'Xincheng' }, building: { zh: '图书馆', en: 'Library' } };
    const { gate } = state();
    const { rerender } = render(<StateLine state={state()} onSettings={nothing} />);
    expect(screen.queryByText(/Xincheng/)).toBeNull();
    rerender(<StateLine state={state({ gate: { ...gate, place } })} onSettings={nothing} />);
    for (const words of ['新城校区 · 图书馆', 'Xincheng · Library', '北门']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
  });

  it('says of which day its lists are, and after a whole one that it must be connected', () => {
    const lastSyncAt = new Date(2026, 7, 31, 23, 58);
    const { container, rerender } = render(<StateLine state={state({ lastSyncAt })} onSettings={nothing} />);
    expect(screen.getByText('Synced 8/31 23:58')).toBeTruthy();
    expect(container.querySelector('.fact-chip--warn')).toBeNull();
    rerender(<StateLine state={state({ lastSyncAt, now: new Date(2026, 8, 1, 23, 58) })} onSettings={nothing} />);
    for (const words of ['同步于 8/31 23:58，请尽快联网', 'Synced 8/31 23:58: connect it soon']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(container.querySelector('.fact-chip--warn')).not.toBeNull();
  });

  it('says what waits and that nobody answers', () => {
    render(<StateLine state={state({ online: false, waiting: 3, lastSyncAt: null })} onSettings={nothing} />);
    for (const words of ['3 waiting', '3 条待上传', 'Offline, still serving', 'Not synced yet']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
  });
});

describe('a camera that does not work', () => {
  it.each([
    ['insecure', /by its HTTPS/],
    ['refused', /allow the camera/],
    ['absent', /Plug one in/],
    ['busy', /Close it/],
  ] as const)('because it is %s says what to do', (is, advice) => {
    const onRetry = jest.fn();
    render(<CameraPanel camera={{ is }} onRetry={onRetry} />);
    expect(screen.getByText(advice)).toBeTruthy();
    tap(/Try again/);
    expect(onRetry).toHaveBeenCalled();
  });
});

describe('enrolling', () => {
  it('says why it did not work, and tries again', async () => {
    const onEnrol = jest.fn(() => Promise.resolve('code' as const));
    render(<EnrolScreen onEnrol={onEnrol} />);
    fireEvent.change(screen.getByRole('textbox'), { target: { value: ' ABCD-1234 ' } });
    tap(/Enrol/);
    expect(await screen.findByText(/wrong, used or too old/)).toBeTruthy();
    expect(onEnrol).toHaveBeenCalledWith('ABCD-1234');
  });
});
