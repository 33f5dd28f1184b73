//! Affine maps of the plane, as PDF writes them.

/// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f32; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn shift(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First `self`, then `next`.
    pub(super) fn then(self, next: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Matrix([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    pub(super) fn map(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Maps a direction: without the shift.
    pub(super) fn turn(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, ..] = self.0;
        (a * x + c * y, b * x + d * y)
    }

    /// By how much lengths grow, in the mean.
    pub(super) fn scale(self) -> f32 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    /// Whether all six numbers are such that one can go on with them.
    pub(super) fn is_sane(self) -> bool {
        self.0.iter().all(|v| v.is_finite() && v.abs() < 1e7)
    }

    /// The box around a mapped rectangle.
    pub(super) fn map_box(self, x0: f32, y0: f32, x1: f32, y1: f32) -> [f32; 4] {
        around([self.map(x0, y0), self.map(x1, y0), self.map(x0, y1), self.map(x1, y1)])
    }
}

/// The box around points.
pub(super) fn around(points: impl IntoIterator<Item = (f32, f32)>) -> [f32; 4] {
    points.into_iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |b, (x, y)| {
        [b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]
    })
}

/// What two boxes share; an empty box (right of left) when nothing.
pub(super) fn shared(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_one_comes_first() {
        let turned = Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]);
        assert_eq!(Matrix::shift(2.0, 0.0).then(turned).map(1.0, 0.0), (0.0, 3.0));
        assert_eq!(turned.then(Matrix::shift(2.0, 0.0)).map(1.0, 0.0), (2.0, 1.0));
    }
}
