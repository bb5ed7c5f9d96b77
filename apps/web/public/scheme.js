/* global document, localStorage, matchMedia */
// Before the first paint: the chosen colours and language, so that nothing flashes or is read out in the wrong language.
(function () {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(`seldinger.${name}`);
    } catch {
      return null;
    }
  };
  const scheme = kept('scheme');
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const language = kept('language');
  if (language === 'en' || language === 'it') root.lang = language;
})();
