// Before anything is painted: the theme that this browser keeps (see src/lib/ui/kit/preferences.svelte.ts), or the lecture that the address asks for.
try {
  const { theme } = JSON.parse(localStorage.getItem('lockstep.preferences') ?? '{}');
  if (['light', 'dark', 'projector'].includes(theme)) document.documentElement.dataset.theme = theme;
} catch {
  // Nothing kept, or nothing readable: as the system asks.
}
if (new URLSearchParams(location.search).has('lecture')) document.documentElement.dataset.theme = 'projector';
