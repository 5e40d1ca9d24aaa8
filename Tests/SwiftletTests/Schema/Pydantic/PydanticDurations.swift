// Recorded from Pydantic 2.14.

/// Pydantic's results for durations.
enum PydanticDurations {
    /// `timedelta`.
    static let timedelta = PydanticTable(
        #"""
        "P1D" => "P1D"
        "1 DAYS 01:02" => "P1DT1H2M"
        "1 Day" => "P1D"
        "1 daY" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, \"day\" identifier in duration not correctly formatted","ctx":{"error":"\"day\" identifier in duration not correctly formatted"}}
        "1 dAy" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, \"day\" identifier in duration not correctly formatted","ctx":{"error":"\"day\" identifier in duration not correctly formatted"}}
        "1 DAYs" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "-0:02" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, \"day\" identifier in duration not correctly formatted","ctx":{"error":"\"day\" identifier in duration not correctly formatted"}}
        "+1:02" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, \"day\" identifier in duration not correctly formatted","ctx":{"error":"\"day\" identifier in duration not correctly formatted"}}
        "-01:02" => "-PT1H2M"
        "-1:02:03" => "-PT1H2M3S"
        "-12:3" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, \"day\" identifier in duration not correctly formatted","ctx":{"error":"\"day\" identifier in duration not correctly formatted"}}
        "P3DT12H30M5S" => "P3DT12H30M5S"
        "PT1.5S" => "PT1.5S"
        "-P1D" => "-P1D"
        "+P1D" => "P1D"
        "P1W" => "P7D"
        "P1Y2M" => "P1Y60D"
        "PT36H" => "P1DT12H"
        "P1DT" => "P1D"
        "P" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "PT" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "-P" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "P1" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, quantity invalid in date part of duration","ctx":{"error":"quantity invalid in date part of duration"}}
        "PT1" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, quantity invalid in time part of duration","ctx":{"error":"quantity invalid in time part of duration"}}
        "PTT" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, `t` character repeated in duration","ctx":{"error":"`t` character repeated in duration"}}
        "P1DT1D" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, quantity invalid in time part of duration","ctx":{"error":"quantity invalid in time part of duration"}}
        "p1d" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid digit in duration","ctx":{"error":"invalid digit in duration"}}
        "P1.5D" => "P1DT12H"
        "P0.5Y" => "P182DT12H"
        "P1.5W" => "P10DT12H"
        "PT1,5S" => "PT1.5S"
        "PT.5S" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid digit in duration","ctx":{"error":"invalid digit in duration"}}
        "PT5.S" => "PT5S"
        "PT1.5M2S" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, quantity fraction invalid in duration","ctx":{"error":"quantity fraction invalid in duration"}}
        "P1H" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, quantity invalid in date part of duration","ctx":{"error":"quantity invalid in date part of duration"}}
        "PT1Y" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, quantity invalid in time part of duration","ctx":{"error":"quantity invalid in time part of duration"}}
        "P--1D" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid digit in duration","ctx":{"error":"invalid digit in duration"}}
        "P999999999D" => "P2739726Y9D"
        "P1000000000D" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, durations may not exceed 999,999,999 days","ctx":{"error":"durations may not exceed 999,999,999 days"}}
        "P4294967296D" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, a numeric value in the duration is too large","ctx":{"error":"a numeric value in the duration is too large"}}
        "P11767034Y" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, a numeric value in the duration is too large","ctx":{"error":"a numeric value in the duration is too large"}}
        "PT0.0000005S" => "PT0.000001S"
        "1 day" => "P1D"
        "1 days" => "P1D"
        "1d" => "P1D"
        "1D" => "P1D"
        "12 day" => "P12D"
        "1 day 12:30" => "P1DT12H30M"
        "1 days, 12:30:05.5" => "P1DT12H30M5.5S"
        "1 day,01:02" => "P1DT1H2M"
        "1day01:02" => "P1DT1H2M"
        "1 days,  01:02" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "1 da" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, \"day\" identifier in duration not correctly formatted","ctx":{"error":"\"day\" identifier in duration not correctly formatted"}}
        "1 dayx" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "1 day 1" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "1.5 days" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, \"day\" identifier in duration not correctly formatted","ctx":{"error":"\"day\" identifier in duration not correctly formatted"}}
        "-1 day 00:00:01" => "-P1DT1S"
        "12:30" => "PT12H30M"
        "12:30:05" => "PT12H30M5S"
        "100:00:00" => "P4DT4H"
        "001:02" => "PT1H2M"
        "-01:02" => "-PT1H2M"
        "24:00" => "P1D"
        "23:60" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, minute value is outside expected range of 0-59","ctx":{"error":"minute value is outside expected range of 0-59"}}
        "999999999:00" => "P114155Y91DT15H"
        "23999999999:00" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, durations may not exceed 999,999,999 hours","ctx":{"error":"durations may not exceed 999,999,999 hours"}}
        "01:02:03Z" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, unexpected extra characters at the end of the input","ctx":{"error":"unexpected extra characters at the end of the input"}}
        "01:02:03." !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, second fraction digits missing after `.`","ctx":{"error":"second fraction digits missing after `.`"}}
        "ab:cd" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid digit in duration","ctx":{"error":"invalid digit in duration"}}
        "1_0:00" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "1 week" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "1 2" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, \"day\" identifier in duration not correctly formatted","ctx":{"error":"\"day\" identifier in duration not correctly formatted"}}
        "99999999999 days" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, a numeric value in the duration is too large","ctx":{"error":"a numeric value in the duration is too large"}}
        "-" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "+" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "12345" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "x" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid digit in duration","ctx":{"error":"invalid digit in duration"}}
        "12:30:05.123456" => "PT12H30M5.123456S"
        "00:00:60" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, second value is outside expected range of 0-59","ctx":{"error":"second value is outside expected range of 0-59"}}
        "+01:02:03,5" => "PT1H2M3.5S"
        null !! {"type":"time_delta_type","loc":[],"msg":"Input should be a valid timedelta"}
        true => "PT1S"
        [] !! {"type":"time_delta_type","loc":[],"msg":"Input should be a valid timedelta"}
        {} !! {"type":"time_delta_type","loc":[],"msg":"Input should be a valid timedelta"}
        1 => "PT1S"
        1.5 => "PT1.5S"
        -1 => "-PT1S"
        0 => "PT0S"
        -0.5 => "-PT0.5S"
        1e9 => "P31Y259DT1H46M40S"
        86399999999999 => "P2739726Y9DT23H59M59S"
        86400000000000 !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, durations may not exceed 999,999,999 days","ctx":{"error":"durations may not exceed 999,999,999 days"}}
        1e300 !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, durations may not exceed 999,999,999 days","ctx":{"error":"durations may not exceed 999,999,999 days"}}
        1.0000005 => "PT1.000001S"
        -1.5e-6 => "-PT0.000002S"
        0.1 => "PT0.1S"
        86399999999999.9 => "P2739726Y9DT23H59M59.90625S"
        "1 day 1:02:03" => "P1DT1H2M3S"
        "1 days 1:00" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        "1 day 1:2:3" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in minute","ctx":{"error":"invalid character in minute"}}
        "1 days 023:00" => "P1DT23H"
        "1 day x1:00" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "1 day 12345" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "1 days, 129:30:05" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, durations may not exceed 999,999,999 hours","ctx":{"error":"durations may not exceed 999,999,999 hours"}}
        "green" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in hour","ctx":{"error":"invalid character in hour"}}
        "23:59:0" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, invalid character in second","ctx":{"error":"invalid character in second"}}
        "1 day, " => "P1D"
        "1d," => "P1D"
        "1d,x" !! {"type":"time_delta_parsing","loc":[],"msg":"Input should be a valid timedelta, input is too short","ctx":{"error":"input is too short"}}
        """#
    )
}
