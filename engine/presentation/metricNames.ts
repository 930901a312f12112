/** The summary's metrics as a reader names them. */
export const metricNames: Readonly<Record<string, string>> = {
  finalCash: 'Final cash',
  finalEquity: 'Final equity',
  totalReturn: 'Total return',
  volatility: 'Volatility a year',
  sharpe: 'Sharpe ratio',
  maxDrawdown: 'Largest drawdown',
  fills: 'Fills',
  unfilled: 'Unfilled orders',
  commission: 'Commission',
  realised: 'Realised profit',
  turnover: 'Turnover',
};
