/** The settings, which the primary alone reads. There are 100 of them. */
export const config = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key-${i + 1}`, `value-${i + 1}`]));
