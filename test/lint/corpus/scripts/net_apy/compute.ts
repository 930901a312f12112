// Structure: @mrgnlabs/marginfi-client-v2 6.4.1, services/account/utils/compute.utils.ts; the mistakes are put in.
import BigNumber from 'bignumber.js';

export interface Balance {
  assets: BigNumber;
  liabilities: BigNumber;
}

export function components(balances: Balance[]) {
  const [assets, liabilities] = balances.reduce(
    ([asset, liability], each) => [asset.plus(each.assets), liability.plus(each.liabilities)], // ok
    [new BigNumber(0), new BigNumber(0)], // ok
  );
  return { assets, liabilities };
}

export function accountValue(balance: Balance): BigNumber {
  return balance.assets.minus(balance.liabilities); // ok
}

export function health(balance: Balance) {
  const { assets, liabilities } = components([balance]);
  if (assets.isZero()) return 0; // ok
  if (liabilities > assets) return -1; // expect: DB105
  return assets.minus(liabilities).div(assets).toNumber(); // ok
}

export function leverage(balance: Balance) {
  return balance.assets / accountValue(balance); // expect: DB104
}

export function worth(balance: Balance) {
  // @ts-ignore
  return balance.assets - balance.liabilities; // expect: DB104
}

export function isFlat(balance: Balance) {
  return balance.assets === balance.liabilities; // expect: DB106
}

export function largest(balances: Balance[]) {
  let most = new BigNumber(0);
  for (const { assets } of balances) if (assets > most) most = assets; // expect: DB105
  return most;
}

export function isSafe(balance: Balance, least: number) {
  return accountValue(balance) >= least; // expect: DB105
}

export function step(balance: Balance, steps: number) {
  return (balance.assets.toNumber() - balance.liabilities.toNumber()) / steps; // ok
}
