import { Text, View } from '@tarojs/components';
import { Callout } from '@/components/callout';
import { Flags } from '@/components/flags';
import { Icon } from '@/components/icon';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { TextButton } from '@/components/text-button';
import { goHome, openHistory } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { useReceipt, type Receipt } from './use-receipt';

export default function CheckInResult() {
  const { t } = useWords();
  return (
    <Page title={t('result.title')} action={<MainButton onClick={goHome}>{t('result.home')}</MainButton>}>
      <Loaded query={useReceipt()}>{(receipt) => <Result receipt={receipt} />}</Loaded>
    </Page>
  );
}

function Result({ receipt }: { receipt: Receipt }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { version, cases, nextWindow } = receipt;
  return (
    <>
      <View className="card card--result">
        <View className="result__icon">
          <Icon name="done" size={48} />
        </View>
        <Text className="title">{version > 1 ? t('result.corrected', { version }) : t('result.done')}</Text>
        <Text className="field__hint">{t('result.receipt')}</Text>
        <Text id="receipt-number" className="receipt figures" selectable>
          {receipt.receiptNumber}
        </Text>
        <Text className="weak">{`${t('result.at')} ${at(receipt.submittedAt)}`}</Text>
        <Flags flags={receipt.flags} />
      </View>
      {cases.map((opened) => (
        <Callout
          key={opened.id}
          tone="warn"
          icon="phone"
          title={t('result.caseTitle')}
          text={t('result.caseText', { title: pick(opened.title), due: at(opened.dueAt) })}
        />
      ))}
      <View className="card">
        {nextWindow !== undefined && (
          <>
            <Text className="field__hint">{t('result.next')}</Text>
            <Text className="strong">
              {nextWindow
                ? t('result.nextAt', { window: pick(nextWindow.title), opens: at(nextWindow.opensAt) })
                : t('result.nextNone')}
            </Text>
          </>
        )}
        <TextButton icon="record" onClick={openHistory}>
          {t('result.history')}
        </TextButton>
      </View>
    </>
  );
}
