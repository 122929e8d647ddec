import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsNumber, Max, Min, ValidateNested } from 'class-validator';
import { COORDINATE_SYSTEMS, type CircleInput, type CoordinateSystem } from '@shared/return';

class CircleDto implements CircleInput {
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude!: number;

  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude!: number;

  @IsInt()
  @Min(20)
  @Max(10_000)
  radiusMetres!: number;

  @IsIn(COORDINATE_SYSTEMS)
  system!: CoordinateSystem;
}

export class CirclesDto {
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CircleDto)
  items!: CircleDto[];
}
