/** As a ref: the field that a press has opened takes the focus, once. */
export const focusOnOpening = (field: HTMLElement | null): void => field?.focus();
