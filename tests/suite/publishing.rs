//! What `build` leaves on the disk.
