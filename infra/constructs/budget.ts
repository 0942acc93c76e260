import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';

/** Tells the alarm addresses when the month's forecast passes the budget; nothing is switched off by it. */
export const watchBudget = (scope: Construct, { budgetUsdPerMonth, alarmEmails }: Environment): void => {
  if (!budgetUsdPerMonth) return;
  new CfnBudget(scope, 'Budget', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: budgetUsdPerMonth, unit: 'USD' },
    },
    notificationsWithSubscribers: [
      {
        notification: { notificationType: 'FORECASTED', comparisonOperator: 'GREATER_THAN', threshold: 100 },
        subscribers: alarmEmails.map((address) => ({ subscriptionType: 'EMAIL', address })),
      },
    ],
  });
};
