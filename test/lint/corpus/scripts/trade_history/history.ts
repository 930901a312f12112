// Structure: @bithomp/xrpl-api 3.7.3, src/models and src/parse, and xrpl order books: sets and maps of amounts.
import BigNumber from 'bignumber.js';

export function distinct(prices: BigNumber[]) {
  return new Set(prices); // expect: DB109
}

export function levels(prices: BigNumber[]) {
  const seen = new Set<string>(); // ok
  for (const price of prices) seen.add(price.toString()); // ok
  return seen;
}

export function byPrice(orders: { price: BigNumber; id: string }[]) {
  const book = new Map<BigNumber, string[]>(); // ok
  for (const { price, id } of orders) {
    const level = book.get(price) ?? []; // expect: DB109
    book.set(price, [...level, id]); // expect: DB109
  }
  return book;
}

export function byText(orders: { price: BigNumber; id: string }[]) {
  const book = new Map<string, BigNumber>();
  for (const { price, id } of orders) book.set(id, price); // ok
  return book.get('first')?.toFixed(); // ok
}

export function isListed(prices: BigNumber[], price: BigNumber) {
  return prices.includes(price); // expect: DB109
}

export function place(prices: BigNumber[], price: BigNumber) {
  return prices.indexOf(price); // expect: DB109
}

export function placeOf(prices: BigNumber[], price: BigNumber) {
  return prices.findIndex((each) => each.eq(price)); // ok
}

export function hasMemo(memo: string, amount: BigNumber) {
  return memo.includes(amount.toFixed()); // ok
}
