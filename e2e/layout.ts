import type { Phone } from './phone';

/** Everything on the page that a person with a narrow phone or a thumb would stumble over, in words. */
export const flawsOf = async (phone: Pick<Phone, 'page' | 'language' | 'namesTold'>): Promise<string[]> =>
  phone.page.evaluate(findFlaws, { language: phone.language, names: await phone.namesTold() });

/** Runs in the browser: refers to nothing outside itself. */
const findFlaws = ({ language, names }: { language: string; names: string[] }): string[] => {
  const SMALLEST_TARGET = 44;
  const ROUNDING = 0.6;
  const TARGETS =
    '.main-button, [role=button], [role=radio], [role=checkbox], [role=switch], [role=tab], .field__input, .temperature__input, .kiosk button, .kiosk input';
  const pages = document.querySelectorAll('.taro_page');
  const top = pages[pages.length - 1];
  if (!top) {
    return ['there is no page'];
  }
  const flaws: string[] = [];
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 24)}"`;
  const isShown = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden';
  };
  // .unseen is for the ears only
  const shown = [...top.querySelectorAll('*')].filter((element) => isShown(element) && !element.matches('.unseen'));

  const scrolled = document.scrollingElement?.scrollWidth ?? 0;
  if (scrolled > window.innerWidth) {
    flaws.push(`the page is ${scrolled} px wide on a phone of ${window.innerWidth} px`);
  }
  for (const element of shown) {
    const { left, right } = element.getBoundingClientRect();
    if (right > window.innerWidth + ROUNDING || left < -ROUNDING) {
      flaws.push(`sticks out to ${Math.round(right)} px: ${nameOf(element)}`);
    }
    const hides = getComputedStyle(element).overflowX === 'hidden';
    if (hides && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) {
      flaws.push(`cuts off its words: ${nameOf(element)}`);
    }
  }
  for (const target of shown.filter((element) => element.matches(TARGETS))) {
    const { width, height } = target.getBoundingClientRect();
    // the days of a month share the width of the phone
    const narrow = width < SMALLEST_TARGET - ROUNDING && !target.matches('.calendar__day');
    if (narrow || height < SMALLEST_TARGET - ROUNDING) {
      flaws.push(`is too small for a thumb, ${Math.round(width)}×${Math.round(height)}: ${nameOf(target)}`);
    }
  }
  for (const element of shown.filter(({ childElementCount }) => childElementCount === 0)) {
    const words = (element.textContent ?? '').trim();
    if (/\{\{|undefined|\[object|\bNaN\b|^[a-z][a-zA-Z]*(\.[a-zA-Z]+)+$/.test(words)) {
      flaws.push(`is not in words: ${nameOf(element)}`);
    }
    const text = element.firstChild;
    if (text instanceof Text && language === 'en') {
      for (const word of text.data.matchAll(/[A-Za-z]+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) {
          flaws.push(`breaks a word: ${nameOf(element)}`);
        }
      }
    }
    // names of people stay as they are written, and a language is named in itself
    const isName = /^[\u4e00-\u9fff·]{2,4}$/.test(words);
    // what somebody typed stays as it is
    const isTyped = element.closest('.verbatim') !== null;
    const withoutNames = names.reduce((rest, name) => rest.replaceAll(name, ''), words);
    if (language === 'en' && /[\u4e00-\u9fff]/.test(withoutNames) && !isName && !isTyped) {
      flaws.push(`is not translated: ${nameOf(element)}`);
    }
  }
  const titles = shown.filter((element) => element.matches('.top-bar__title'));
  // a terminal is no page of the app
  if (titles.length !== (top.querySelector('.kiosk') ? 0 : 1)) {
    flaws.push(`has ${titles.length} titles`);
  }
  return [...new Set(flaws)];
};
