// Structure: @uniswap/sdk-core 7.19.4, entities/fractions, and a swap page: what is compared before it is shown.
import Big from 'big.js';
import { useMemo } from 'react';

interface Props {
  impact: Big;
  price?: Big;
  kind: 'buy' | 'sell';
}

export function Impact({ impact, price, kind }: Props) {
  const isHigh = useMemo(() => impact.gt(0.05), [impact]); // ok
  const isLow = impact < 0.01; // expect: DB105
  const width = Number(impact) * 100; // ok
  const text = `${impact.times(100).toFixed(2)} %`; // ok
  if (kind === 'buy' && !price) return null; // ok
  return (
    <meter value={width} className={isHigh ? 'high' : isLow ? 'low' : kind}>
      {text}
    </meter>
  );
}

export function isChanged(prevProps: Props, nextProps: Props) {
  return prevProps.impact !== nextProps.impact; // ok
}

export const rank = (impacts: Big[]) => impacts.sort((a, b) => (a.gt(b) ? 1 : -1)); // ok

export const combined = (impacts: Big[]) => {
  let result = 1; // expect: DB101
  // @ts-ignore
  for (const impact of impacts) result = impact.plus(1).times(result);
  return result;
};

export const chart = (impacts: Big[]) => impacts.map((impact) => [Date.now(), +impact]); // ok
