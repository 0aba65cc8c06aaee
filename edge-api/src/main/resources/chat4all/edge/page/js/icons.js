/** The page's icons, drawn on a grid of 24 with one line width. */
import { html, svg } from '../vendor/lit-html/lit-html.js';

const PATHS = {
  back: svg`<path d="M15 5l-7 7 7 7"/>`,
  search: svg`<circle cx="11" cy="11" r="6.500"/><path d="M16 16l4.500 4.500"/>`,
  compose: svg`<path d="M12 20h8M4 16.500V20h3.500L18.600 8.900a1.800 1.800 0 0 0 0-2.500l-1-1a1.800 1.800 0 0 0-2.500 0z"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>`,
  send: svg`<path d="M5 12h13M12.500 6l6 6-6 6"/>`,
  attach: svg`<path d="M19.500 11.500l-7.800 7.800a4.600 4.600 0 0 1-6.500-6.500l8-8a3.100 3.100 0 0 1 4.400 4.400l-7.900 7.900a1.500 1.500 0 0 1-2.200-2.200l7.200-7.200"/>`,
  more: svg`<circle cx="6" cy="12" r="1.200" class="dot"/><circle cx="12" cy="12" r="1.200" class="dot"/><circle cx="18" cy="12" r="1.200" class="dot"/>`,
  reply: svg`<path d="M9.500 6L4 11.500 9.500 17M4 11.500h9.500a6.500 6.500 0 0 1 6.500 6.500"/>`,
  edit: svg`<path d="M4 16.500V20h3.500L18.600 8.900a1.800 1.800 0 0 0 0-2.500l-1-1a1.800 1.800 0 0 0-2.500 0z"/>`,
  trash: svg`<path d="M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7"/>`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2.500"/><path d="M5.500 15H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v.5"/>`,
  info: svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 11v5M12 8v.01"/>`,
  close: svg`<path d="M6 6l12 12M18 6L6 18"/>`,
  down: svg`<path d="M6 9.500l6 6 6-6"/>`,
  group: svg`<circle cx="9" cy="9" r="3.200"/><path d="M3 19c.6-3.300 3-5 6-5s5.400 1.700 6 5M15.500 6.200a3 3 0 0 1 0 5.600M17.500 14.500c1.900.7 3.100 2.200 3.500 4.500"/>`,
  phone: svg`<rect x="7" y="3" width="10" height="18" rx="2.500"/><path d="M11 18h2"/>`,
  exit: svg`<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9"/>`,
  file: svg`<path d="M13.500 3.500H7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9zM13.500 3.500V9H19"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  resume: svg`<path d="M8.500 6l9 6-9 6z"/>`,
  download: svg`<path d="M12 4v11M7.500 11l4.500 4.500 4.500-4.500M5 20h14"/>`,
  tick: svg`<path d="M5 12.500l4.500 4.500L19 7.500"/>`,
  ticks: svg`<path d="M2 12.500l4.500 4.500L16 7.500M10.500 16l1 1L21.500 7.500"/>`,
  waiting: svg`<circle cx="12" cy="12" r="8"/><path d="M12 7.500V12l3 2"/>`,
  failed: svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 7.500v5.500M12 16v.01"/>`,
  offline: svg`<path d="M4 4l16 16M8.500 15.500a5 5 0 0 1 6 0M5 12a10 10 0 0 1 4-2.400M19 12a10 10 0 0 0-5.500-2.800M2.500 8.500A14 14 0 0 1 6 6.300M21.500 8.500A14 14 0 0 0 11 5M12 19v.01"/>`,
  whatsapp: svg`<path d="M4.500 19.500l1.100-3.800a7.700 7.700 0 1 1 2.900 2.800z"/><path d="M9.300 8.600c.3 3 2.900 5.700 5.900 6.100.6 0 1.200-.6 1.300-1.200l-2-1.100-.9.800a5.600 5.600 0 0 1-2.600-2.600l.8-.9-1-2c-.7 0-1.300.400-1.500.900z" class="dot"/>`,
  instagram: svg`<rect x="4.500" y="4.500" width="15" height="15" rx="4.500"/><circle cx="12" cy="12" r="3.500"/><path d="M16.300 7.700v.01"/>`,
  telegram: svg`<path d="M20.500 4.500L3.500 11.200l5.500 2L11.500 20l2.800-4 4.200 3zM9 13.200l7-5"/>`,
};

export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${PATHS[name]}</svg>`;
}
