import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';

/** Tells the alarm address when the month's forecast passes the budget; nothing is switched off by it. */
export const watchBudget = (scope: Construct, { budgetUsdPerMonth, alarmEmail }: Environment): void => {
  if (!budgetUsdPerMonth || !alarmEmail) return;
  new CfnBudget(scope, 'Budget', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: budgetUsdPerMonth, unit: 'USD' },
    },
    notificationsWithSubscribers: [
      {
        notification: { notificationType: 'FORECASTED', comparisonOperator: 'GREATER_THAN', threshold: 100 },
        subscribers: [{ subscriptionType: 'EMAIL', address: alarmEmail }],
      },
    ],
  });
};
