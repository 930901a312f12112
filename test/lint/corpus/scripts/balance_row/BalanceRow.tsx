// Structure: @ledgerhq/live-common 36.0.0, modularDrawer/hooks/useRightBalanceAsset.tsx: what a component shows.
import BigNumber from 'bignumber.js';

declare const React: any;

interface Props {
  balance: BigNumber;
  fiat?: BigNumber;
  unit: string;
}

export class BalanceRow {
  props!: Props;

  shouldComponentUpdate(nextProps: Props) {
    return nextProps.balance !== this.props.balance || nextProps.unit !== this.props.unit; // ok
  }

  render() {
    const { balance, fiat } = this.props;
    if (balance == null) return null; // ok
    return (
      <div title={`${balance.toNumber()}`} data-value={Number(balance)}>
        {fiat && <span>{fiat.toFixed(2)}</span>}
        {balance > 0 ? '+' : ''} {/* expect: DB105 */}
      </div>
    );
  }
}

export const BalanceChange = (props: { from: BigNumber; to: BigNumber }) => (
  <span>{props.to.minus(props.from).toFormat(2)}</span>
);
