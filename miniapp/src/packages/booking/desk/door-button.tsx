import { useState } from 'react';
import { View } from '@tarojs/components';
import type { Direction } from '@shared/gate';
import type { VenueOption } from '@shared/venue';
import { MainButton } from '@/components/main-button';
import { MenuItem } from '@/components/menu-item';
import { Sheet } from '@/components/sheet';
import { openPass } from '@/pages/routes';
import { useKeptPass } from '@/passing/kept-pass';
import { useWords } from '@/words/use-words';

interface Props {
  doors: VenueOption['doors'];
  direction: Direction;
  kind?: 'main' | 'second';
}

export const doorsThat = (doors: VenueOption['doors'], direction: Direction): VenueOption['doors'] =>
  doors.filter(({ directions }) => directions.includes(direction));

/** The way to the pass, with the code of the door on it; where there are several doors, one is chosen first. */
export function DoorButton({ doors, direction, kind = 'main' }: Props) {
  const { t, pick } = useWords();
  const [choosing, choose] = useState(false);
  const open = doorsThat(doors, direction);
  const show = (gateId: string | undefined): void => {
    choose(false);
    if (gateId) {
      useKeptPass.getState().choose({ gateId, direction });
    }
    openPass();
  };
  return (
    <>
      <MainButton kind={kind} onClick={() => (open.length > 1 ? choose(true) : show(open[0]?.gateId))}>
        {t(direction === 'in' ? 'booking.showIn' : 'booking.showOut')}
      </MainButton>
      <Sheet open={choosing} title={t('booking.chooseDoor')} onClose={() => choose(false)}>
        <View className="list">
          {open.map(({ gateId, name }) => (
            <MenuItem key={gateId} icon="pass" word={pick(name)} onClick={() => show(gateId)} />
          ))}
        </View>
      </Sheet>
    </>
  );
}
