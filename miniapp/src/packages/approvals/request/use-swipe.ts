import { useRef } from 'react';

interface TouchEvent {
  changedTouches: { clientX?: number; clientY?: number; pageX?: number; pageY?: number }[] | ArrayLike<unknown>;
}

const FAR_ENOUGH = 48;

const place = (event: TouchEvent): { x: number; y: number } | null => {
  const touch = (event.changedTouches as ArrayLike<Record<string, number | undefined>>)[0];
  const x = touch?.clientX ?? touch?.pageX;
  const y = touch?.clientY ?? touch?.pageY;
  return x === undefined || y === undefined ? null : { x, y };
};

/** A finger that goes across rather than along the page. */
export const useSwipe = (onLeft: () => void, onRight: () => void) => {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: (event: unknown): void => {
      start.current = place(event as TouchEvent);
    },
    onTouchEnd: (event: unknown): void => {
      const from = start.current;
      const to = place(event as TouchEvent);
      start.current = null;
      if (!from || !to) {
        return;
      }
      const across = to.x - from.x;
      if (Math.abs(across) >= FAR_ENOUGH && Math.abs(across) > 2 * Math.abs(to.y - from.y)) {
        (across < 0 ? onLeft : onRight)();
      }
    },
  };
};
