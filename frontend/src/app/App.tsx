import { MantineProvider, useComputedColorScheme } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { VerbProvider } from '@/components/palette/verbs';
import { newQueryClient } from './queryClient';
import { routes } from './routes';
import { schemeManager, theme } from './theme';

function DarkClass() {
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    document.documentElement.classList.toggle('dark', scheme === 'dark');
  }, [scheme]);
  return null;
}

export function App() {
  const [client] = useState(newQueryClient);
  const [router] = useState(() => createBrowserRouter(routes));
  const [manager] = useState(schemeManager);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={manager}
      withCssVariables={false}
    >
      <DarkClass />
      <QueryClientProvider client={client}>
        <VerbProvider>
          <RouterProvider router={router} />
        </VerbProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
