//! Days by city and weather.

use std::collections::BTreeMap;

use crate::day::Day;

pub(crate) struct Summary {
    pub(crate) days: usize,
    pub(crate) wet_percent: usize,
    pub(crate) groups: BTreeMap<(String, &'static str), Group>,
}

/// The days of one weather in one city.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) days: u32,
    pub(crate) by_month: [u32; 12],
    pub(crate) rain: f64,
    highs: f64,
}

pub(crate) fn of(days: &[Day]) -> Summary {
    let mut groups = BTreeMap::<_, Group>::new();
    for day in days {
        let key = (day.city.clone(), day.weather);
        groups.entry(key).or_default().add(day);
    }
    let wet = days.iter().filter(|day| day.rain > 0.0).count();
    Summary {
        days: days.len(),
        wet_percent: percent(wet, days.len()),
        groups,
    }
}

#[inline(never)]
fn percent(part: usize, whole: usize) -> usize {
    part * 100 / whole
}

impl Group {
    #[inline(never)]
    fn add(&mut self, day: &Day) {
        self.days += 1;
        self.by_month[day.month - 1] += 1;
        self.rain += day.rain;
        self.highs += day.high;
    }

    pub(crate) fn mean_high(&self) -> f64 {
        self.highs / f64::from(self.days)
    }

    /// The month with the most such days, from 0.
    pub(crate) fn peak(&self) -> usize {
        let days_in = |month: &usize| self.by_month[*month];
        (0..12).rev().max_by_key(days_in).unwrap()
    }
}
