/** Light, dark, or as the system has it. */
const KEY = 'chat4all.theme';

export function currentTheme() {
  return document.documentElement.dataset.theme ?? 'system';
}

export function chooseTheme(theme) {
  if (theme === 'system') {
    localStorage.removeItem(KEY);
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem(KEY, theme);
    document.documentElement.dataset.theme = theme;
  }
}
