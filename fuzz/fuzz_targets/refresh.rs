#![no_main]

citeplot_fuzz::target!(Refresh);
