import { createContext, useContext } from 'react';

/** Opens one work item over the page (null closes it). The shell provides it for the open program. */
export type OpenItem = (key: string | null) => void;

export const OpenItemContext = createContext<OpenItem>(() => undefined);
export const useOpenItem = (): OpenItem => useContext(OpenItemContext);
