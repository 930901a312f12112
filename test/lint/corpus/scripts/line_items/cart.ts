// Structure: @medusajs/utils 2.21.2, totals/ (its own class over bignumber.js), and a Prisma schema's Decimal columns.
import { Prisma } from '@prisma/client';

interface LineItem {
  unitPrice: Prisma.Decimal;
  quantity: number;
  discount: Prisma.Decimal | null;
}

export function subtotal(items: LineItem[]) {
  return items.reduce((sum, item) => sum.add(item.unitPrice.mul(item.quantity)), new Prisma.Decimal(0)); // ok
}

export function badSubtotal(items: LineItem[]) {
  return items.reduce((sum: any, item) => sum.add(item.unitPrice), 0); // expect: DB102
}

export function lineTotal(item: LineItem) {
  // @ts-expect-error
  return item.unitPrice * item.quantity; // expect: DB104
}

export function isFree(item: LineItem) {
  return item.unitPrice === new Prisma.Decimal(0); // expect: DB106
}

export function hasDiscount(item: LineItem) {
  return item.discount !== null && item.discount.gt(0); // ok
}

export function discountOf(item: LineItem) {
  return item.discount ?? new Prisma.Decimal(0); // ok
}

export function saved(item: LineItem) {
  const cents = item.unitPrice.toNumber() * 100; // expect: DB107
  return new Prisma.Decimal(cents);
}

export function row(item: LineItem) {
  return { price: item.unitPrice.toFixed(2), quantity: item.quantity, amount: Number(item.unitPrice) }; // ok
}
