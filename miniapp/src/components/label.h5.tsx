import type { ReactNode } from 'react';

export const Label = ({ className, children }: { className: string; children: ReactNode }) => (
  <label className={className}>{children}</label>
);
