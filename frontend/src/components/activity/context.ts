import { createContext, useContext } from 'react';

/** Opens the form of one activity over the page. The shell provides it for the open program. */
export type OpenActivity = (id: string) => void;

export const OpenActivityContext = createContext<OpenActivity>(() => undefined);
export const useOpenActivity = (): OpenActivity => useContext(OpenActivityContext);
