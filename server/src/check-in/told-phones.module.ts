import { Module } from '@nestjs/common';
import { ToldPhones } from './told-phones.service';

/** Apart from the check-in itself, which stands on modules that ask this. */
@Module({ providers: [ToldPhones], exports: [ToldPhones] })
export class ToldPhonesModule {}
