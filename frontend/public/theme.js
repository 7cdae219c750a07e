// Before the first paint, so that a dark page never flashes white. Same key and values as src/app/theme.ts.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem('pilotage-theme');
  } catch (error) {
    stored = null;
  }
  var dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
