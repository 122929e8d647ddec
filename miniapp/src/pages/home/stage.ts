import type { CheckInDue } from '@shared/check-in';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/tag';

export interface Stage {
  title: 'home.doneTitle' | 'home.owedTitle' | 'home.lateTitle' | 'home.upcomingTitle';
  tone: Tone;
  icon: IconName;
  /** the instant that matters next, and how to speak of it */
  until: string | null;
  countdown: 'home.closesIn' | 'home.lateIn' | 'home.opensIn' | null;
  action: 'home.checkIn' | 'home.lateCheckIn' | 'home.correct' | null;
}

/** How the window of today stands for this person. */
export const stageOf = ({ timing, reported, window }: CheckInDue): Stage => {
  if (reported) {
    return {
      title: 'home.doneTitle',
      tone: 'good',
      icon: 'done',
      until: null,
      countdown: null,
      action: 'home.correct',
    };
  }
  if (timing === 'upcoming') {
    return {
      title: 'home.upcomingTitle',
      tone: 'info',
      icon: 'clock',
      until: window.opensAt,
      countdown: 'home.opensIn',
      action: null,
    };
  }
  if (timing === 'late') {
    return {
      title: 'home.lateTitle',
      tone: 'danger',
      icon: 'warning',
      until: window.lateUntil,
      countdown: 'home.lateIn',
      action: 'home.lateCheckIn',
    };
  }
  return {
    title: 'home.owedTitle',
    tone: 'warn',
    icon: 'clock',
    until: window.closesAt,
    countdown: 'home.closesIn',
    action: 'home.checkIn',
  };
};
