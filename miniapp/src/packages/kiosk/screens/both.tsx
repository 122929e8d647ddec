import type { Bilingual } from '@shared/bilingual';
import { filled } from '../words';

interface Props {
  words: Bilingual;
  facts?: Record<string, string | number>;
  className?: string;
}

/** One text in both languages, Chinese first. */
export function Both({ words, facts, className = '' }: Props) {
  const { zh, en } = facts ? filled(words, facts) : words;
  return (
    <span className={`both ${className}`}>
      <span lang="zh-CN" className="both__zh">
        {zh}
      </span>
      <span lang="en" className="both__en">
        {en}
      </span>
    </span>
  );
}

/** For screen readers. */
export const said = ({ zh, en }: Bilingual): string => `${zh} ${en}`;
