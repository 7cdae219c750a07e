import { createContext, useContext } from 'react';
import type { Facts } from '@/api/types';

export type Evidence = {
  facts: Facts;
  /** Where a page shows evidence in its own place (the rail of a report) instead of a popover. */
  onOpen?: (id: string) => void;
  openId?: string | null;
};

export const EvidenceContext = createContext<Evidence>({ facts: {} });
export const useEvidence = (): Evidence => useContext(EvidenceContext);

/** Address of a record, where this app has a page for it: of the open program, or of another. */
export type RecordHref = (kind: string, id: string, program?: string) => string | null;

export const RecordHrefContext = createContext<RecordHref>(() => null);
export const useRecordHref = (): RecordHref => useContext(RecordHrefContext);
