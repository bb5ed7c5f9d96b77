import { PageHeader, Section } from '@seldinger/ui';
import type { ReactNode } from 'react';

export interface OpeningProps {
  /** The page's own headline, or a heading further down for a second role. */
  first: boolean;
  title: string;
  lead?: string;
  children?: ReactNode;
}

/** The answer to a role's first question, and what belongs to it. */
export function Opening({ first, title, lead, children }: OpeningProps) {
  if (!first)
    return (
      <Section title={title} aside={lead}>
        {children}
      </Section>
    );
  return (
    <>
      <PageHeader title={title} lead={lead} />
      {children}
    </>
  );
}
